package io.sealstream.devstack.vault.pki;

import io.sealstream.devstack.vault.request.Body;
import io.sealstream.devstack.vault.request.Glob;
import io.sealstream.devstack.vault.request.Refusal;
import java.util.List;

/**
 * What a certificate signed under a role may say. Names come from the request, never from the CSR:
 * the emulator refuses roles that would take them from there.
 *
 * @param ttl default lifetime in seconds; 0 = {@code maxTtl}
 * @param maxTtl longest lifetime in seconds; 0 = the mount's
 */
record Role(
        String keyType,
        int keyBits,
        List<String> allowedUriSans,
        List<String> allowedDomains,
        boolean allowBareDomains,
        boolean allowLocalhost,
        boolean allowIpSans,
        boolean requireCommonName,
        boolean commonNameChecked,
        boolean serverAuth,
        boolean clientAuth,
        long ttl,
        long maxTtl) {

    static Role of(Body body) {
        if (body.flag("use_csr_sans", true) || body.flag("use_csr_common_name", true)) {
            throw Refusal.badRequest(
                    "the emulator needs use_csr_sans=false and use_csr_common_name=false");
        }
        return new Role(
                body.text("key_type"),
                body.number("key_bits", 0),
                body.list("allowed_uri_sans"),
                body.list("allowed_domains"),
                body.flag("allow_bare_domains", false),
                body.flag("allow_localhost", true),
                body.flag("allow_ip_sans", true),
                body.flag("require_cn", true),
                !body.list("cn_validations").equals(List.of("disabled")),
                body.flag("server_flag", true),
                body.flag("client_flag", true),
                body.seconds("ttl", 0),
                body.seconds("max_ttl", 0));
    }

    void requireDnsName(String name) {
        boolean allowed =
                (allowLocalhost && name.equals("localhost"))
                        || (allowBareDomains && allowedDomains.contains(name));
        if (!allowed) {
            throw Refusal.badRequest(
                    "subject alternate name " + name + " not allowed by this role");
        }
    }

    void requireCommonName(String name) {
        if (name.isEmpty() && requireCommonName) {
            throw Refusal.badRequest(
                    "the common_name field is required, or must be provided in a CSR with"
                            + " \"use_csr_common_name\" set to true, unless \"require_cn\" is set to"
                            + " false");
        }
        if (!name.isEmpty() && commonNameChecked) {
            requireDnsName(name);
        }
    }

    void requireUri(String uri) {
        if (allowedUriSans.stream().noneMatch(glob -> Glob.matches(glob, uri))) {
            throw Refusal.badRequest(
                    "URI Subject Alternative Names were provided via the API, but are not allowed by"
                            + " this role");
        }
    }

    void requireIp(List<String> addresses) {
        if (!addresses.isEmpty() && !allowIpSans) {
            throw Refusal.badRequest("IP Subject Alternative Names are not allowed in this role");
        }
    }

    long lifetime(long wanted, long mountMax) {
        long limit = maxTtl == 0 ? mountMax : Math.min(maxTtl, mountMax);
        long lifetime = wanted == 0 ? ttl : wanted;
        return lifetime == 0 ? limit : Math.min(lifetime, limit);
    }
}

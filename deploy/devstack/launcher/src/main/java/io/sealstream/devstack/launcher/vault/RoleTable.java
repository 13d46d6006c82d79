package io.sealstream.devstack.launcher.vault;

import io.sealstream.protocol.ServiceName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each PKI role may sign. Names always come from who asks, never from the CSR. */
final class RoleTable {
    private RoleTable() {}

    static Map<String, Map<String, Object>> roles(String trustDomain) {
        String domain = "spiffe://" + trustDomain;
        Map<String, Map<String, Object>> roles = new LinkedHashMap<>();
        roles.put("pki-service/roles/service", service(domain));
        roles.put("pki-tenant/roles/device", client(domain + "/tenant/*/device/*", "any", "2160h"));
        roles.put("pki-tenant/roles/reader", client(domain + "/tenant/*/reader/*", "ec", "24h"));
        roles.put("pki-tenant/roles/operator", client(domain + "/operator/*", "ec", "24h"));
        return roles;
    }

    private static Map<String, Object> service(String domain) {
        Map<String, Object> role = role(domain + "/service/*", "ec", "24h");
        role.put(
                "allowed_domains",
                Arrays.stream(ServiceName.values()).map(ServiceName::label).toList());
        role.put("allow_bare_domains", true);
        role.put("allow_localhost", true);
        role.put("allow_ip_sans", true);
        role.put("server_flag", true);
        return role;
    }

    private static Map<String, Object> client(String uris, String keyType, String maxTtl) {
        Map<String, Object> role = role(uris, keyType, maxTtl);
        role.put("allow_localhost", false);
        role.put("allow_ip_sans", false);
        role.put("server_flag", false);
        return role;
    }

    private static Map<String, Object> role(String uris, String keyType, String maxTtl) {
        Map<String, Object> role = new LinkedHashMap<>();
        role.put("allowed_uri_sans", uris);
        role.put("key_type", keyType);
        role.put("key_bits", keyType.equals("ec") ? 256 : 0);
        role.put("key_usage", List.of("DigitalSignature"));
        role.put("client_flag", true);
        role.put("require_cn", false);
        role.put("cn_validations", List.of("disabled"));
        role.put("use_csr_sans", false);
        role.put("use_csr_common_name", false);
        role.put("ttl", "24h");
        role.put("max_ttl", maxTtl);
        return role;
    }
}

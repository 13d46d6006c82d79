package io.sealstream.deploy.kubernetes;

import io.fabric8.certmanager.api.model.v1.Certificate;
import io.fabric8.certmanager.api.model.v1.CertificateSpec;
import io.sealstream.protocol.ServiceName;
import io.sealstream.protocol.SpiffeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Certificates against the identities of the protocol. */
final class IdentityCheck {
    static final String TRUST_DOMAIN = "sealstream.local";
    private static final Duration LIFETIME = Duration.ofHours(24);

    private IdentityCheck() {}

    /** How certificates differ from what the processes of the platform need. */
    static List<String> findings(Manifests manifests) {
        List<String> findings = new ArrayList<>();
        Map<String, Certificate> leaves = new TreeMap<>();
        for (Certificate certificate : manifests.all(Certificate.class)) {
            if (!Boolean.TRUE.equals(certificate.getSpec().getIsCA())) {
                leaves.put(certificate.getMetadata().getName(), certificate);
            } else if (certificate.getSpec().getUris() != null
                    && !certificate.getSpec().getUris().isEmpty()) {
                findings.add(certificate.getMetadata().getName() + ": an authority is nobody");
            }
        }
        for (ServiceName process : EnumSet.complementOf(EnumSet.of(ServiceName.BOOTSTRAP))) {
            Certificate found = leaves.remove(process.label());
            if (found == null) {
                findings.add(process.label() + " has no certificate");
            } else {
                findings.addAll(differences(process, found.getSpec()));
            }
        }
        leaves.keySet().forEach(name -> findings.add("nobody is called " + name));
        return findings;
    }

    private static List<String> differences(ServiceName process, CertificateSpec spec) {
        String label = process.label();
        List<String> findings = new ArrayList<>();
        require(
                findings,
                List.of(new SpiffeId(TRUST_DOMAIN, process).toString()).equals(spec.getUris()),
                label + ": the URI is not its SPIFFE ID");
        require(findings, label.equals(spec.getCommonName()), label + ": another common name");
        require(
                findings,
                (label + "-identity").equals(spec.getSecretName()),
                label + ": another secret");
        require(
                findings,
                LIFETIME.equals(spec.getDuration().getDuration())
                        && LIFETIME.dividedBy(2).equals(spec.getRenewBefore().getDuration()),
                label + ": does not live 24 hours, or is not renewed at half its life");
        require(
                findings,
                Set.of("digital signature", "client auth", "server auth")
                        .equals(Set.copyOf(spec.getUsages())),
                label + ": other usages");
        require(
                findings,
                spec.getPrivateKey().getAlgorithm().equals("ECDSA")
                        && spec.getPrivateKey().getSize() == 256
                        && spec.getPrivateKey().getEncoding().equals("PKCS8")
                        && spec.getPrivateKey().getRotationPolicy().equals("Always"),
                label + ": not a fresh P-256 key in PKCS#8");
        require(
                findings,
                spec.getIssuerRef().getName().equals("services"),
                label + ": another authority");
        return findings;
    }

    private static void require(List<String> findings, boolean holds, String otherwise) {
        if (!holds) {
            findings.add(otherwise);
        }
    }
}

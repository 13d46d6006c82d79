#!/usr/bin/env bash
# Makes the identities of a Compose system with openssl: a root, the services' authority, and for each
# process a key and a 24 hour certificate. For one machine: a platform has an authority of its own.
#
#   identities.sh make                 what lacks, and fresh certificates for all
#   identities.sh sign-tenants CSR     the tenants' authority, for Vault and as an anchor for all
set -euo pipefail
umask 077
cd "$(dirname "$0")"
mkdir -p run/authorities run/identities
trust_domain="${SEALSTREAM_TRUST_DOMAIN:-sealstream.local}"
authorities=run/authorities
processes=(ingest replay-guard vault-keys storage broker document-store vault bootstrap)

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

authority_extensions() {
    printf '%s\n' "basicConstraints=critical,CA:TRUE,pathlen:$1" \
        "keyUsage=critical,keyCertSign,cRLSign" "subjectKeyIdentifier=hash"
}

make_authorities() {
    [ -f $authorities/services.pem ] && return
    key $authorities/root.key
    openssl req -new -x509 -key $authorities/root.key -subj "/CN=Sealstream root" -days 3650 \
        -config /dev/null -out $authorities/root.pem \
        -addext "basicConstraints=critical,CA:TRUE,pathlen:1" \
        -addext "keyUsage=critical,keyCertSign,cRLSign" -addext "subjectKeyIdentifier=hash"
    key $authorities/services.key
    openssl req -new -key $authorities/services.key -subj "/CN=Sealstream services" -config /dev/null |
        openssl x509 -req -CA $authorities/root.pem -CAkey $authorities/root.key -days 1825 \
            -extfile <(authority_extensions 0) -out $authorities/services.pem 2>/dev/null
}

# openssl counts days; that is just what is wanted.
make_identity() {
    local name=$1 folder=run/identities/$1 subject="/CN=$1"
    # A MongoDB server takes a client of its own organization for a member of its cluster.
    [ "$name" = document-store ] && subject="/O=Sealstream document store/CN=$name"
    mkdir -p "$folder"
    key "$folder/key.pem.new"
    openssl req -new -key "$folder/key.pem.new" -subj "$subject" -config /dev/null |
        openssl x509 -req -CA $authorities/services.pem -CAkey $authorities/services.key -days 1 \
            -extfile <(printf '%s\n' "basicConstraints=critical,CA:FALSE" \
                "keyUsage=critical,digitalSignature" "extendedKeyUsage=clientAuth,serverAuth" \
                "subjectAltName=URI:spiffe://$trust_domain/service/$name,DNS:$name,DNS:localhost") \
            -out "$folder/leaf.pem" 2>/dev/null
    cat "$folder/leaf.pem" $authorities/services.pem >"$folder/cert.pem.new"
    cat "$folder/key.pem.new" "$folder/cert.pem.new" >"$folder/identity.pem"
    rm "$folder/leaf.pem"
    mv "$folder/key.pem.new" "$folder/key.pem"
    mv "$folder/cert.pem.new" "$folder/cert.pem"
    cp $authorities/services.pem $authorities/root.pem "$folder/"
    [ ! -f $authorities/tenants.pem ] || cp $authorities/tenants.pem "$folder/"
    # Each process has a user of its own in its container. On this machine run/ is closed to others.
    chmod 755 "$folder"
    chmod 644 "$folder"/*
}

case "${1:-}" in
    make)
        make_authorities
        for process in "${processes[@]}"; do make_identity "$process"; done
        ;;
    sign-tenants)
        openssl x509 -req -in "$2" -CA $authorities/root.pem -CAkey $authorities/root.key -days 1825 \
            -extfile <(authority_extensions 0) -out $authorities/tenants.pem 2>/dev/null
        for process in "${processes[@]}"; do
            install -m 644 $authorities/tenants.pem "run/identities/$process/tenants.pem"
        done
        # For Vault, which wants the chain to its end.
        cat $authorities/tenants.pem $authorities/root.pem >run/identities/vault/tenants-chain.pem
        chmod 644 run/identities/vault/tenants-chain.pem
        ;;
    *)
        echo "usage: identities.sh make | sign-tenants CSR" >&2
        exit 2
        ;;
esac

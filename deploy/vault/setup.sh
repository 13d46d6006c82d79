#!/bin/sh
# Gives an unsealed Vault what vault-keys needs, as the local stack's launcher does. 'finish' may be
# repeated; a second 'request' asks for a second authority. It needs the vault command line, VAULT_ADDR
# and its TLS variables, and a VAULT_TOKEN that may do all this.
#
#   setup.sh request                  engines, and on stdout the request of the tenants' authority
#   setup.sh finish CHAIN SERVICES    CHAIN: the request, signed by the root, and the root;
#                                     SERVICES: the services' authority
#
# The root never comes here: whoever holds it signs the request in between.
set -eu
here="$(cd "$(dirname "$0")" && pwd)"
trust_domain="${SEALSTREAM_TRUST_DOMAIN:-sealstream.local}"

request() {
    engines="$(vault secrets list)"
    logins="$(vault auth list)"
    has "$engines" pki-tenant/ || vault secrets enable -path=pki-tenant -max-lease-ttl=43800h pki >&2
    has "$engines" transit/ || vault secrets enable transit >&2
    has "$logins" cert/ || vault auth enable cert >&2
    for key in sealstream-kek sealstream-epoch; do
        vault write transit/keys/$key type=aes256-gcm96 derived=true >/dev/null
    done
    vault write -field=csr pki-tenant/intermediate/generate/internal \
        common_name="Sealstream tenants" key_type=ec key_bits=256
}

finish() {
    vault write pki-tenant/intermediate/set-signed certificate=@"$1" >/dev/null
    for role in device reader operator; do
        sed "s|@TRUST_DOMAIN@|$trust_domain|" "$here/roles/$role.json" |
            vault write pki-tenant/roles/$role - >/dev/null
    done
    vault policy write vault-keys "$here/policies/vault-keys.hcl"
    vault write auth/cert/certs/vault-keys certificate=@"$2" \
        allowed_uri_sans="spiffe://$trust_domain/service/vault-keys" \
        token_policies=vault-keys token_ttl=1h
}

has() {
    case "$1" in *"$2"*) return 0 ;; *) return 1 ;; esac
}

case "${1:-}" in
    request) request ;;
    finish)
        [ $# -eq 3 ] || { echo "usage: setup.sh finish CHAIN SERVICES" >&2; exit 2; }
        finish "$2" "$3"
        ;;
    *)
        echo "usage: setup.sh request | finish CHAIN SERVICES" >&2
        exit 2
        ;;
esac

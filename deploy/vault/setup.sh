#!/bin/sh
# Gives an unsealed Vault what vault-keys needs, as the local stack's launcher does. 'finish' may be
# repeated; a second 'request' asks for a second authority. It needs the vault command line, VAULT_ADDR
# and its TLS variables, and a VAULT_TOKEN that may do all this.
#
#   setup.sh request                  engines, and on stdout the request of the tenants' authority
#   setup.sh finish CHAIN SERVICES    CHAIN: the request, signed by the root, and the root;
#                                     SERVICES: the services' authority
#
# The root never comes here: whoever holds it signs the request in between. Roles, logins and policies
# are files beside this script; the launcher of the local stack reads the same ones.
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
    for file in "$here"/roles/pki-tenant/*.json; do
        in_domain "$file" | vault write "pki-tenant/roles/$(basename "$file" .json)" - >/dev/null
    done
    vault policy write vault-keys "$here/policies/vault-keys.hcl"
    in_domain "$here/logins/vault-keys.json" |
        vault write auth/cert/certs/vault-keys certificate=@"$2" -
}

in_domain() { # file with @TRUST_DOMAIN@
    sed "s|@TRUST_DOMAIN@|$trust_domain|" "$1"
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

#!/usr/bin/env bash
# The first start of a Compose system, step by step; each step may be done again.
set -euo pipefail
umask 077
cd "$(dirname "$0")"
token="" # root's, as soon as there is one; never an argument, never exported here
compose() { docker compose "$@"; }
inside() { # a command in Vault's container, with Vault's own certificate as the client's. The first
    # line of its input is the token: arguments can be seen by everybody on the machine.
    compose exec -T -e VAULT_ADDR=https://localhost:8200 -e VAULT_CACERT=/identity/services.pem \
        -e VAULT_CLIENT_CERT=/identity/cert.pem -e VAULT_CLIENT_KEY=/identity/key.pem \
        vault sh -c 'IFS= read -r VAULT_TOKEN; export VAULT_TOKEN; exec "$@"' sh "$@"
}
vault() { printf '%s\n' "$token" | inside "$@"; }
field() { sed -n "s/.*\"$1\": *\[*\"*\([^\",]*\).*/\1/p" run/vault-init.json | head -n 1; }

await() { # until a command succeeds
    for _ in $(seq 60); do "$@" >/dev/null 2>&1 && return 0; sleep 1; done
    echo "gave up waiting for: $*" >&2
    return 1
}

./identities.sh make
compose up -d vault document-store broker

# Vault: one unseal key, on this disk beside what it protects. That is for trying, not for a platform.
await vault sh -c 'vault status >/dev/null; [ $? -ne 1 ]'
if [ ! -s run/vault-init.json ]; then
    vault vault operator init -key-shares=1 -key-threshold=1 -format=json | tr -d '\n ' >run/vault-init.json
fi
printf '%s\n%s' "" "$(field unseal_keys_b64)" | inside vault write sys/unseal key=- >/dev/null
token="$(field root_token)"
await vault vault secrets list
if [ ! -s run/authorities/tenants.pem ]; then
    vault sh /setup/setup.sh request >run/tenants.csr
    ./identities.sh sign-tenants run/tenants.csr
fi
vault sh /setup/setup.sh finish /identity/tenants-chain.pem /identity/services.pem

# MongoDB: the first users are made from inside, which it allows as long as there are none.
await compose exec -T document-store mongosh --quiet --host localhost --tls \
    --tlsCertificateKeyFile /identity/identity.pem --tlsCAFile /identity/root.pem --eval 'db.hello()'
compose exec -T document-store mongosh --quiet --host localhost --tls \
    --tlsCertificateKeyFile /identity/identity.pem --tlsCAFile /identity/root.pem /setup/users.js

# Kafka: topics and access rules.
compose --profile setup run --rm broker-setup

compose up -d
compose ps

# What vault-keys may do: use the two transit keys, never change or export them, and have device
# certificates signed and revoked. Nothing else of Vault is visible to it.
path "transit/datakey/plaintext/sealstream-kek" { capabilities = ["update"] }
path "transit/decrypt/sealstream-kek" { capabilities = ["update"] }
path "transit/rewrap/sealstream-kek" { capabilities = ["update"] }
path "transit/keys/sealstream-kek" { capabilities = ["read"] }
path "transit/datakey/plaintext/sealstream-epoch" { capabilities = ["update"] }
path "transit/decrypt/sealstream-epoch" { capabilities = ["update"] }
path "transit/rewrap/sealstream-epoch" { capabilities = ["update"] }
path "transit/keys/sealstream-epoch" { capabilities = ["read"] }
path "pki-tenant/sign/device" { capabilities = ["update"] }
path "pki-tenant/revoke" { capabilities = ["update"] }

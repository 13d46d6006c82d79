# What vault-keys may do: use the two transit keys, never change or export them, and have device
# certificates signed. Nothing else of Vault is visible to it.
path "transit/datakey/plaintext/sealstream-kek" { capabilities = ["update"] }
path "transit/decrypt/sealstream-kek" { capabilities = ["update"] }
path "transit/datakey/plaintext/sealstream-epoch" { capabilities = ["update"] }
path "transit/decrypt/sealstream-epoch" { capabilities = ["update"] }
path "pki-tenant/sign/device" { capabilities = ["update"] }

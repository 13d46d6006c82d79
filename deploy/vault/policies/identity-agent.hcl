# What the identity agent of a stack may do: renew the identities of processes, operators and
# readers. It can sign for devices no more than it can read a key.
path "pki-service/sign/service" { capabilities = ["update"] }
path "pki-tenant/sign/operator" { capabilities = ["update"] }
path "pki-tenant/sign/reader" { capabilities = ["update"] }

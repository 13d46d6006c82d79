# What starting a stack may do when every certificate has expired: give Vault and the identity agent
# a certificate again. All else they then do themselves.
path "pki-service/sign/service" { capabilities = ["update"] }

// Who may use which database: a service its own, by its certificate's subject. Run once.
const external = db.getSiblingDB("$external");
external.runCommand({createUser: "CN=storage", roles: [{role: "readWrite", db: "storage"}]});
external.runCommand({createUser: "CN=vault-keys", roles: [{role: "readWrite", db: "vault_keys"}]});
printjson(external.getUsers().users.map(user => user.user));

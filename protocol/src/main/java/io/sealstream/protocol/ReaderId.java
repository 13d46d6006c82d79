package io.sealstream.protocol;

/**
 * An application that may read the events of its tenant.
 *
 * @param tenant tenant name
 * @param name reader name, unique within the tenant
 */
public record ReaderId(String tenant, String name) implements Principal {
    public ReaderId {
        Names.require("tenant", tenant);
        Names.require("reader", name);
    }

    @Override
    public String path() {
        return "/tenant/" + tenant + "/reader/" + name;
    }
}

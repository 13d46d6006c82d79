package io.sealstream.protocol;

/**
 * A person or tool that runs the platform: registers and revokes devices.
 *
 * @param name operator name
 */
public record OperatorId(String name) implements Principal {
    public OperatorId {
        Names.require("operator", name);
    }

    @Override
    public String path() {
        return "/operator/" + name;
    }
}

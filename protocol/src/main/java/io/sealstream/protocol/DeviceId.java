package io.sealstream.protocol;

/**
 * A device of a tenant.
 *
 * @param tenant tenant name
 * @param device device name, unique within the tenant
 */
public record DeviceId(String tenant, String device) implements Principal {
    public DeviceId {
        Names.require("tenant", tenant);
        Names.require("device", device);
    }

    /** The Kafka record key: {@code tenant/device}. */
    public String key() {
        return tenant + "/" + device;
    }

    /** Reads a Kafka record key. */
    public static DeviceId ofKey(String key) {
        int slash = key.indexOf('/');
        if (slash < 0) {
            throw new InvalidIdentifierException("a device key is tenant/device");
        }
        return new DeviceId(key.substring(0, slash), key.substring(slash + 1));
    }

    @Override
    public String path() {
        return "/tenant/" + tenant + "/device/" + device;
    }
}

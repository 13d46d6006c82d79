#!/bin/bash
# Starts Kafka with our settings alone; the image's own script would write settings from variables.
set -euo pipefail
export LOG_DIR=/tmp/logs
settings=/etc/sealstream/broker.properties
/opt/kafka/bin/kafka-storage.sh format --ignore-formatted --cluster-id c2VhbHN0cmVhbS1sb2NhbA --config "$settings"
exec /opt/kafka/bin/kafka-server-start.sh "$settings"

"""Publishes a reading in each QoS with paho-mqtt: port, version (3 or 5), device, token, CA, certificate, key ('' for none)."""
import sys

import paho.mqtt.client as mqtt

port, version, device, token, ca, certificate, key = sys.argv[1:]
client = mqtt.Client(
    mqtt.CallbackAPIVersion.VERSION2,
    client_id=device,
    protocol=mqtt.MQTTv5 if version == "5" else mqtt.MQTTv311,
)
if token:
    client.username_pw_set(device, token)
if ca:
    client.tls_set(ca_certs=ca, certfile=certificate or None, keyfile=key or None)
client.connect("127.0.0.1", int(port))
client.loop_start()
for qos in range(3):
    reading = '{"seq":%d,"values":{"water_level_m":1.5}}' % qos
    sent = client.publish("city/water/%s/telemetry" % device, reading, qos=qos)
    sent.wait_for_publish(20)
    if not sent.is_published():
        sys.exit("QoS %d was not acknowledged" % qos)
client.disconnect()
client.loop_stop()

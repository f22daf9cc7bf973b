// Publishes a reading in each QoS with MQTT.js: port, version (3 or 5), device, token, CA, certificate, key ('' for none).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const mqtt = createRequire(process.cwd() + '/')('mqtt');
const [port, version, device, token, ca, certificate, key] = process.argv.slice(2);
const client = await mqtt.connectAsync(`${ca ? 'mqtts' : 'mqtt'}://127.0.0.1:${port}`, {
  clientId: device,
  protocolVersion: version === '5' ? 5 : 4,
  ...(token && { username: device, password: token }),
  ...(ca && { ca: readFileSync(ca) }),
  ...(certificate && { cert: readFileSync(certificate), key: readFileSync(key) }),
});
for (let qos = 0; qos < 3; qos++) {
  const reading = JSON.stringify({ seq: qos, values: { water_level_m: 1.5 } });
  await client.publishAsync(`city/water/${device}/telemetry`, reading, { qos });
}
await client.endAsync();

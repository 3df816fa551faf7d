/** Runs the simulator by itself until it is interrupted: `node main.mts [port]`. */
import { startPersonio } from './index.mts';

const simulator = await startPersonio({ port: Number(process.argv[2] ?? 0) });
console.log(`Base URL       ${simulator.baseUrl}`);
console.log(`Client ID      ${simulator.clients[0]?.clientId}`);
console.log(`Client secret  ${simulator.clients[0]?.clientSecret}`);
process.once('SIGINT', () => void simulator.close());
process.once('SIGTERM', () => void simulator.close());

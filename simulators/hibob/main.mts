/** Runs the simulator by itself until it is interrupted: `node main.mts [port]`. */
import { startHiBob } from './index.mts';

const simulator = await startHiBob({ port: Number(process.argv[2] ?? 0) });
console.log(`Base URL      ${simulator.baseUrl}`);
console.log(`Service user  ${simulator.serviceUsers[0]?.id}`);
console.log(`Token         ${simulator.serviceUsers[0]?.token}`);
process.once('SIGINT', () => void simulator.close());
process.once('SIGTERM', () => void simulator.close());

/** Runs the simulator by itself until it is interrupted: `node main.mts [port]`. */
import { startWorkable } from './index.mts';

const simulator = await startWorkable({ port: Number(process.argv[2] ?? 0) });
console.log(`Base URL  ${simulator.baseUrl}`);
console.log(`Token     ${simulator.tokens[0]?.token}`);
process.once('SIGINT', () => void simulator.close());
process.once('SIGTERM', () => void simulator.close());

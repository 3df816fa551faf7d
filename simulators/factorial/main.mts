/** Runs the simulator by itself until it is interrupted: `node main.mts [port]`. */
import { startFactorial } from './index.mts';

const simulator = await startFactorial({ port: Number(process.argv[2] ?? 0) });
console.log(`Base URL  ${simulator.baseUrl}`);
console.log(`API key   ${simulator.credentials[0]?.value}`);
process.once('SIGINT', () => void simulator.close());
process.once('SIGTERM', () => void simulator.close());

import { parseArgs } from 'node:util';
import { DemoError } from './errors.mts';

export const USAGE = `Usage: npm run demo [-- options]

  --once                 press every button once, show what came out, and end
  --sometimes            the simulated vendors answer in all the forms that vendors use only sometimes
  --port <number>        port of n8n; by default 5678, or any free one
  --control-port <number>  port of the control page; by default 5680, or any free one
  --help                 show this`;

export interface Options {
	once: boolean;
	/** What vendors do only sometimes, the simulated ones always do. */
	sometimes: boolean;
	help: boolean;
	/** Undefined: the usual one, or any free one. */
	port: number | undefined;
	controlPort: number | undefined;
}

/** Reads the command line. */
export function readOptions(args: string[]): Options {
	const { once = false, sometimes = false, help = false, ...ports } = parse(args);
	return {
		once,
		sometimes,
		help,
		port: portOf(ports.port, '--port'),
		controlPort: portOf(ports['control-port'], '--control-port'),
	};
}

function parse(args: string[]) {
	try {
		return parseArgs({
			args,
			options: {
				once: { type: 'boolean' },
				sometimes: { type: 'boolean' },
				help: { type: 'boolean' },
				port: { type: 'string' },
				'control-port': { type: 'string' },
			},
		}).values;
	} catch (error) {
		throw new DemoError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
	}
}

function portOf(text: string | undefined, option: string): number | undefined {
	if (text === undefined) return undefined;
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new DemoError(`${option} takes a number from 1 to 65535, not "${text}".`);
}

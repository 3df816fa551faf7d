/**
 * The demo: a real n8n with this package installed, simulated HR systems, and a page to make things
 * happen there. `node demo/main.mts --help` lists the options.
 */
import { withDemo, type Demo } from './demo.mts';
import { DemoError, explain } from './errors.mts';
import { pressEverything } from './once.mts';
import { readOptions, USAGE, type Options } from './options.mts';
import { arrivalLine, welcome } from './welcome.mts';

const say = (line: string) => console.log(line);

try {
	const options = readOptions(process.argv.slice(2));
	if (options.help) say(USAGE);
	else await run(options);
} catch (error) {
	console.error(`\n${error instanceof DemoError ? '' : 'The demo failed. '}${explain(error)}`);
	process.exitCode = 1;
}

async function run(options: Options): Promise<void> {
	const signal = endSignal();
	await withDemo(options, signal, say, async (demo) => {
		if (options.once) await pressOnce(demo, signal);
		else await stayOpen(demo, signal);
	});
	say('The demo has ended; its temporary files are gone.');
}

/** Ctrl-C sends this signal. A second Ctrl-C ends the process at once. */
function endSignal(): AbortSignal {
	const ending = new AbortController();
	let askedAt = 0;
	const end = () => {
		// npm may pass on a signal that has reached us already.
		if (ending.signal.aborted && Date.now() - askedAt > 1000) process.exit(130);
		if (ending.signal.aborted) return;
		askedAt = Date.now();
		say('\nEnding … (Ctrl-C again: at once)');
		ending.abort();
	};
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, end);
	return ending.signal;
}

async function stayOpen(demo: Demo, signal: AbortSignal): Promise<void> {
	say(welcome(demo));
	await demo.arrivals.watch(signal, (arrival) => say(arrivalLine(arrival)));
}

async function pressOnce(demo: Demo, signal: AbortSignal): Promise<void> {
	// Until the table is complete, and also if we are interrupted.
	process.exitCode = 1;
	const done = new AbortController();
	const watching = demo.arrivals.watch(AbortSignal.any([signal, done.signal]), () => undefined);
	const pressing = pressEverything(demo, signal, say).finally(() => done.abort());
	const [isFine] = await Promise.all([pressing, watching]);
	process.exitCode = isFine ? 0 : 1;
}

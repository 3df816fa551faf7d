import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { describe, test } from 'node:test';

import { startFactorial } from '../../simulators/factorial/index.mts';
import { VENDORS } from './vendors.mts';

const MAIN = path.join(import.meta.dirname, 'main.mts');
const KEY = 'example-key-that-nobody-may-see';

/** Runs the script as the command line does, with these variables and no others of a vendor. */
async function command(args: readonly string[], variables: Record<string, string> = {}) {
	const { PATH = '' } = process.env;
	return await new Promise<{ code: number; out: string; err: string }>((resolve) => {
		const child = execFile(
			process.execPath,
			[MAIN, ...args],
			{ env: { PATH, ...variables } },
			(_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
		);
	});
}

describe('the command', () => {
	test('prints a report, and neither the key nor the address', async () => {
		const simulator = await startFactorial({ apiKeys: [KEY] });
		try {
			const { code, out, err } = await command(['factorial'], {
				FACTORIAL_API_KEY: KEY,
				FACTORIAL_BASE_URL: simulator.baseUrl,
			});
			assert.equal(code, 0);
			assert.match(out, /^## What Factorial answers to the open questions/);
			assert.match(out, /nothing was written, changed, deleted or registered/);
			assert.match(out, /Done: \d+ requests to an address of your own: \d+ GET\./);
			assert.match(out, /\d+ of 16 questions are answered/);
			for (const text of [out, err]) {
				assert.ok(!text.includes(KEY) && !text.includes(simulator.baseUrl));
			}
			assert.deepEqual([...new Set(simulator.requests.map(({ method }) => method))], ['GET']);
		} finally {
			await simulator.close();
		}
	});

	test('a credential that is refused is said, and ends it', async () => {
		const simulator = await startFactorial();
		try {
			const FACTORIAL_BASE_URL = simulator.baseUrl;
			const { code, out } = await command(['factorial'], {
				FACTORIAL_API_KEY: KEY,
				FACTORIAL_BASE_URL,
			});
			assert.equal(code, 1);
			assert.match(out, /Stopped:\*\* The credential was refused \(401\)/);
			assert.ok(!out.includes(KEY));
			assert.equal(simulator.requests.length, 1);
		} finally {
			await simulator.close();
		}
	});

	test('names the variables that are missing', async () => {
		for (const { name, variables } of VENDORS) {
			const { code, err } = await command([name]);
			assert.equal(code, 1);
			const needed = variables.filter(({ optional }) => !optional);
			for (const variable of needed) assert.ok(err.includes(variable.name), variable.name);
		}
	});

	test('lists the questions without a credential', async () => {
		for (const { name, questions } of VENDORS) {
			const { code, out } = await command([name, '--list']);
			assert.equal(code, 0);
			for (const { question } of questions) assert.ok(out.includes(question), question);
		}
	});

	test('explains itself', async () => {
		const { code, out } = await command(['--help']);
		assert.equal(code, 0);
		for (const { variables } of VENDORS) {
			for (const variable of variables) assert.ok(out.includes(variable.name));
		}
	});

	test('takes no credential from the command line, and repeats none', async () => {
		const calls = [
			['factorial', KEY],
			['factorial', '--key', KEY],
			['factorial', `--api-key=${KEY}`],
			[KEY],
			[],
		];
		for (const args of calls) {
			const { code, out, err } = await command(args);
			assert.equal(code, 1, args.join(' '));
			assert.ok(!out.includes(KEY) && !err.includes(KEY));
			assert.doesNotMatch(err, /at .*main\.mts/, 'no stack');
		}
	});

	test('sends a key to no address that is not encrypted', async () => {
		const addresses = ['http://api.example.com', 'ftp://api.example.com', 'api.example.com'];
		for (const FACTORIAL_BASE_URL of addresses) {
			const { code, err } = await command(['factorial'], {
				FACTORIAL_API_KEY: KEY,
				FACTORIAL_BASE_URL,
			});
			assert.equal(code, 1);
			assert.match(err, /FACTORIAL_BASE_URL has to be an address that begins with https/);
		}
		const { code, err } = await command(['workable'], {
			WORKABLE_API_TOKEN: KEY,
			WORKABLE_SUBDOMAIN: 'evil.example/',
		});
		assert.equal(code, 1);
		assert.match(err, /WORKABLE_SUBDOMAIN has to be the part before/);
	});
});

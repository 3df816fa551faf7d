import { parseArgs } from 'node:util';

import type { Environment } from './shared/access.mts';
import type { Vendor } from './shared/vendor.mts';
import { VENDORS } from './vendors.mts';

/** A mistake in how the script was called; the message is for whoever called it. */
export class UsageError extends Error {}

export interface Options {
	help: boolean;
	/** Print the questions and ask nothing. */
	list: boolean;
	/** Undefined with `help` only. */
	vendor: Vendor | undefined;
}

/**
 * What is asked for on the command line. What is not understood is never repeated: it may be a key
 * that somebody has put there.
 * @throws UsageError
 */
export function readOptions(args: readonly string[]): Options {
	const { values, positionals } = parsed(args);
	const { help = false, list = false } = values;
	if (help) return { help, list, vendor: undefined };
	const [name, ...more] = positionals;
	const vendor = VENDORS.find((known) => known.name === name?.toLowerCase());
	if (vendor === undefined) {
		throw new UsageError(`Name one of: ${VENDORS.map((known) => known.name).join(', ')}.`);
	}
	if (more.length > 0) throw new UsageError(NO_CREDENTIALS_HERE);
	return { help, list, vendor };
}

const NO_CREDENTIALS_HERE =
	'Only the name of the vendor belongs on the command line. Credentials are read from environment variables: a command line is kept in the history of the shell. If a key was on it, replace that key.';

function parsed(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				help: { type: 'boolean', short: 'h' },
				list: { type: 'boolean' },
			},
		});
	} catch {
		throw new UsageError(NO_CREDENTIALS_HERE);
	}
}

/**
 * Whether everything that a vendor needs is in the environment.
 * @throws UsageError that names the variables that are missing
 */
export function checkEnvironment(vendor: Vendor, environment: Environment): void {
	const missing = vendor.variables
		.filter(({ name, optional }) => !optional && (environment[name] ?? '').trim() === '')
		.map(({ name }) => name);
	if (missing.length === 0) return;
	throw new UsageError(`Set ${missing.join(' and ')} in the environment, then run this again.`);
}

/** How the script is used, with the variables of each vendor. */
export function usage(vendors: readonly Vendor[]): string {
	return `Usage: npm run probe -- <vendor> [--list]

Makes a few requests with the credential of a real account and prints how the vendor answers what its
documents leave open (docs/<vendor>.md), to be pasted into an issue. It only reads: nothing is
written, changed, deleted or registered. It prints names of fields, kinds of values and counts, never
a value of a person, and never a credential.

  --list   print the questions, ask nothing, need no credential
  --help   this text

Credentials come from environment variables, never from the command line:

${vendors.map(variablesOf).join('\n\n')}`;
}

function variablesOf({ name, variables }: Vendor): string {
	const width = Math.max(...variables.map((variable) => variable.name.length));
	const lines = variables.map(
		(variable) =>
			`  ${variable.name.padEnd(width)}  ${variable.what}${variable.optional ? ' (may be left out)' : ''}`,
	);
	return [name, ...lines].join('\n');
}

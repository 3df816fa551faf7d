import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { importFromEachVendor } from '../../scripts/importFromEachVendor.mts';
import { openDatabase, type Database } from './database.mts';
import { projectRoot } from './paths.mts';

/*
 * Execution data is the place for people, and an encrypted credential is the place for secrets. This file looks for both
 * everywhere else in an n8n: in its logs and in its database, with all that workflows, static data and messages keep
 * there.
 */

/** What must not be shown, and what it is. */
export interface Confidential {
	readonly what: string;
	readonly pattern: RegExp;
}

/** The names of which the simulators make people. */
interface Names {
	readonly FIRST_NAMES: readonly string[];
	readonly LAST_NAMES: readonly string[];
}

const names = await importFromEachVendor<Names>(join(projectRoot, 'simulators'), 'people.mts');

/** Every person of the simulators has an e-mail address of one of these hosts, and private values have a mark. */
const OF_PEOPLE: readonly Confidential[] = [
	{ what: 'an e-mail address of a person', pattern: /[\w.+-]+@(?:work|home|private)\.example/i },
	{ what: 'a private value of a person', pattern: /PRIVATE-[\w-]+/ },
	...names.map(([, { FIRST_NAMES, LAST_NAMES }]) => ({
		what: 'the name of a person',
		pattern: new RegExp(`(?:${FIRST_NAMES.join('|')}) (?:${LAST_NAMES.join('|')})`),
	})),
];

/** The fields of credentials whose values are secret. */
const SECRET_FIELD = /secret|token|key|password/i;

/** Shorter values are not secrets, and would be found everywhere. */
const SHORTEST_SECRET = 8;

/** The secrets in the data of a credential. */
export function secretsIn(data: Readonly<Record<string, unknown>>): string[] {
	return Object.entries(data)
		.filter(([field]) => SECRET_FIELD.test(field))
		.flatMap(([, value]) => (typeof value === 'string' ? value.split(/\s+/) : []))
		.filter(({ length }) => length >= SHORTEST_SECRET);
}

/** Where in the database what is confidential belongs, or where the tests themselves put it. */
const ITS_PLACE = new Set(['execution_data', 'credentials_entity', 'user', 'user_api_keys']);

/** What a user enters in a workflow may name people, such as whose record to read. It must not hold secrets. */
const ENTERED = /^workflow_(entity|history)\.nodes$/;

/** n8n keeps what a workflow writes into its data tables in tables of their own. */
const OF_WORKFLOWS = /^data_table_user_/;

/** An n8n that has stopped. */
export interface Stopped {
	/** Where n8n is installed. */
	readonly host: string;
	/** Where it kept its files. */
	readonly userFolder: string;
	/** The environment it ran with. */
	readonly env: Readonly<Record<string, string>>;
	/** What it has printed. */
	readonly log: string;
	/** The secrets of the credentials that were stored in it. */
	readonly secrets: ReadonlySet<string>;
}

/**
 * Looks for secrets and people in the logs and in the database of an n8n.
 * @returns where something was found, and what; not the value
 */
export async function findDisclosures({
	host,
	userFolder,
	env,
	log,
	secrets,
}: Stopped): Promise<string[]> {
	const ofSecrets = [...secrets].map(secretPattern);
	const folder = join(userFolder, '.n8n');
	const found = new Set<string>();
	const scan = (where: string, text: string): void => {
		const confidential = ENTERED.test(where) ? ofSecrets : [...OF_PEOPLE, ...ofSecrets];
		for (const { what, pattern } of confidential) {
			if (pattern.test(text)) found.add(`${where} shows ${what}`);
		}
	};
	scan('what n8n printed', log);
	for (const name of await logsIn(folder)) scan(name, await readFile(join(folder, name), 'utf8'));
	const database = await openDatabase(host, folder, env);
	if (database !== undefined) {
		const flatted: Flatted = createRequire(join(host, 'package.json'))('flatted');
		for await (const [where, text] of textsIn(database, flatted)) scan(where, text);
		await database.close();
	}
	return [...found];
}

function secretPattern(secret: string): Confidential {
	const literal = secret.replaceAll(/[^\w]/g, (character) => `\\${character}`);
	return { what: 'a secret of a credential', pattern: new RegExp(literal) };
}

async function logsIn(folder: string): Promise<string[]> {
	return (await readdir(folder)).filter((name) => name.endsWith('.log'));
}

/** What is used of the library with which n8n writes execution data. */
interface Flatted {
	parse(text: string): unknown;
}

/** The texts in a database that n8n shows to users or keeps for itself, and the messages of failed executions. */
async function* textsIn(
	database: Database,
	{ parse }: Flatted,
): AsyncGenerator<[where: string, text: string]> {
	for (const table of await database.tables()) {
		if (ITS_PLACE.has(table) || OF_WORKFLOWS.test(table)) continue;
		for (const row of await database.all(`SELECT * FROM "${table}"`)) {
			for (const [column, value] of Object.entries(row)) {
				yield [`${table}.${column}`, typeof value === 'string' ? value : JSON.stringify(value)];
			}
		}
	}
	const failed = await database.all(
		`SELECT data FROM execution_data JOIN execution_entity ON id = "executionId" WHERE status = 'error'`,
	);
	for (const { data } of failed) {
		for (const text of messagesIn(parse(String(data)))) yield ['the message of a failure', text];
	}
}

const errorSchema = z
	.looseObject({ message: z.string() })
	.transform(({ message, description, stack, messages }) =>
		JSON.stringify([message, description, stack, messages]),
	);
const runSchema = z.object({ error: errorSchema.nullish() });
const executionSchema = z.object({
	resultData: z.object({
		error: errorSchema.nullish(),
		runData: z.record(z.string(), z.array(runSchema)).default({}),
	}),
});

function messagesIn(execution: unknown): string[] {
	const { error, runData } = executionSchema.parse(execution).resultData;
	const runs = Object.values(runData).flat();
	return [error, ...runs.map((run) => run.error)].filter((one) => typeof one === 'string');
}

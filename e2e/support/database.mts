import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod/v4';

const rowsSchema = z.array(z.record(z.string(), z.unknown()));

/** The rows of a result, each with its values by column. */
export type Rows = z.infer<typeof rowsSchema>;

/** The database of an n8n, for reading. */
export interface Database {
	/** The names of n8n's tables. */
	tables(): Promise<string[]>;
	all(query: string): Promise<Rows>;
	close(): Promise<void>;
}

/** What is used of n8n's own driver for SQLite. */
interface Sqlite {
	readonly OPEN_READONLY: number;
	readonly Database: new (
		file: string,
		mode: number,
	) => {
		all(query: string, done: (error: Error | null, rows: unknown) => void): void;
		close(done: () => void): void;
	};
}

/** What is used of n8n's own driver for PostgreSQL. */
interface Postgres {
	readonly Client: new (settings: Readonly<Record<string, string | number>>) => {
		connect(): Promise<void>;
		query(query: string): Promise<{ rows: unknown }>;
		end(): Promise<void>;
	};
}

/**
 * Opens the database of an n8n, with the drivers of that n8n.
 * @param host where n8n is installed
 * @param folder where it keeps its files
 * @param env the environment it runs with, which names a PostgreSQL if it uses one
 * @returns undefined if it has not made a database
 */
export async function openDatabase(
	host: string,
	folder: string,
	env: Readonly<Record<string, string>>,
): Promise<Database | undefined> {
	const ofHost = createRequire(join(host, 'package.json'));
	if (env['DB_TYPE'] === 'postgresdb') return await openPostgres(ofHost('pg'), env);
	const file = join(folder, 'database.sqlite');
	return existsSync(file) ? openSqlite(ofHost('sqlite3'), file) : undefined;
}

function openSqlite({ Database, OPEN_READONLY }: Sqlite, file: string): Database {
	const database = new Database(file, OPEN_READONLY);
	return withTables("SELECT name FROM sqlite_master WHERE type = 'table'", {
		all: async (query) =>
			await new Promise((resolve, reject) => {
				database.all(query, (error, rows) => {
					if (error === null) resolve(rowsSchema.parse(rows));
					else reject(error);
				});
			}),
		close: async () => await new Promise<void>((resolve) => database.close(resolve)),
	});
}

async function openPostgres(
	{ Client }: Postgres,
	env: Readonly<Record<string, string>>,
): Promise<Database> {
	const client = new Client({
		host: env['DB_POSTGRESDB_HOST'] ?? '',
		port: Number(env['DB_POSTGRESDB_PORT']),
		database: env['DB_POSTGRESDB_DATABASE'] ?? '',
		user: env['DB_POSTGRESDB_USER'] ?? '',
		password: env['DB_POSTGRESDB_PASSWORD'] ?? '',
	});
	await client.connect();
	return withTables("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'", {
		all: async (query) => rowsSchema.parse((await client.query(query)).rows),
		close: async () => await client.end(),
	});
}

function withTables(query: string, database: Omit<Database, 'tables'>): Database {
	const tables = async () => (await database.all(query)).map(({ name }) => String(name));
	return { ...database, tables };
}

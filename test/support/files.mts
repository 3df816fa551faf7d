import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/*
 * The checkout as a test sees it. n8n's lint keeps node:fs out of every .ts file, so what looks
 * at files goes through here.
 */

const root = process.cwd();

/** Where a file of the checkout is. */
export function pathOf(...parts: string[]): string {
	return join(root, ...parts);
}

/** Whether a file or folder of the checkout is there. */
export function exists(...parts: string[]): boolean {
	return existsSync(pathOf(...parts));
}

export function read(...parts: string[]): string {
	return readFileSync(pathOf(...parts), 'utf8');
}

/** The names of the folders in a folder. */
export function foldersIn(...parts: string[]): string[] {
	return readdirSync(pathOf(...parts), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name)
		.sort();
}

/** The files below a folder, relative to it. */
export function filesIn(...parts: string[]): string[] {
	return readdirSync(pathOf(...parts), { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile())
		.map(({ name, parentPath }) => join(parentPath, name).slice(pathOf(...parts).length + 1))
		.sort();
}

const load = createRequire(pathOf('package.json'));

/** The folders of the vendors in `nodes`. */
export const VENDOR_FOLDERS: readonly string[] = foldersIn('nodes').filter(
	(name) => name !== 'shared',
);

/**
 * What the same file in the folder of each vendor exports, so that no test lists all vendors.
 * @param parent `nodes` or `test`
 * @param file what is loaded; vendors without such a file are left out
 */
export function fromEachVendor<Exports>(
	parent: string,
	file: string,
): Array<[vendor: string, exports: Exports]> {
	return VENDOR_FOLDERS.filter((vendor) => exists(parent, vendor, file)).map((vendor) => {
		const exports: Exports = load(`./${parent}/${vendor}/${file}`);
		return [vendor, exports];
	});
}

/** What the build writes beside the code it compiles. */
export function generated(): {
	schemas: Map<string, string>;
	/** Pages of the docs. */
	pages: ReadonlyArray<readonly [file: string, text: string]>;
} {
	const { outputSchemas } = load('./scripts/outputSchemas.js') as {
		outputSchemas(): Map<string, string>;
	};
	const { eventReference, FILE } = load('./scripts/eventReference.js') as {
		eventReference(): string;
		FILE: string;
	};
	const examples = load('./scripts/exampleEvents.js') as { exampleEvents(): string; FILE: string };
	return {
		schemas: outputSchemas(),
		pages: [
			[FILE, eventReference()],
			[examples.FILE, examples.exampleEvents()],
		],
	};
}

interface BuiltVendor {
	name: string;
	nativeEvents: Array<{ name: string; produces: string[] }>;
	registration: object;
	roster?: { produces: string[] };
}

/** The vendor of a folder, as it was built. */
export function vendorOf(folder: string): {
	exportName: string;
	name: string;
	nativeEvents: string[];
	hrEvents: string[];
	/** The HR events of its schedule trigger; none if it has no such trigger. */
	onSchedule: string[];
	/** Whether the vendor has an API for webhooks. */
	isManaged: boolean;
} {
	const built = load(`./dist/nodes/${folder}/vendor.js`) as Record<string, BuiltVendor>;
	const [[exportName, vendor] = []] = Object.entries(built);
	if (exportName === undefined || vendor === undefined) throw new Error(`${folder} has no vendor`);
	const { name, nativeEvents, registration, roster } = vendor;
	return {
		exportName,
		name,
		nativeEvents: nativeEvents.map((event) => event.name),
		hrEvents: [...new Set(nativeEvents.flatMap(({ produces }) => produces))],
		onSchedule: roster?.produces ?? [],
		isManaged: 'desired' in registration,
	};
}

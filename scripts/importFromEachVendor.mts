import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Imports the same file from the folder of each vendor. So a vendor is added by files of its own, and
 * no list names all vendors; `test/package.test.ts` says which files every vendor needs.
 * @param parent the folder that holds a folder for each vendor
 * @param file what is imported; folders without such a file are left out
 * @returns the names of the folders, in the order of the alphabet, with what their files export
 */
export async function importFromEachVendor<Exports>(
	parent: string,
	file: string,
): Promise<ReadonlyArray<readonly [vendor: string, exports: Exports]>> {
	const vendors = readdirSync(parent).filter((name) => existsSync(join(parent, name, file)));
	return await Promise.all(
		vendors.sort().map(async (vendor) => {
			const exports: Exports = await import(pathToFileURL(join(parent, vendor, file)).href);
			return [vendor, exports] as const;
		}),
	);
}

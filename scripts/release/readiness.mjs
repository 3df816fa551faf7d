/**
 * Whether a version may be published.
 * @param {{ tag: string, version: string, changelog: string, files: readonly string[] }} release the tag that was pushed,
 *   the version in package.json, the text of the changelog, and the files that npm would publish
 * @returns {string[]} what is in the way; empty if nothing is
 */
export function obstacles({ tag, version, changelog, files }) {
	const section = changelog.split(/^## /m).find((part) => part.startsWith(`${version}\n`));
	const foreign = files.filter((file) => !isOurs(file));
	return [
		...(tag === version ? [] : [`The tag is ${tag}, but package.json says ${version}.`]),
		...(section?.slice(version.length).trim() ? [] : [`CHANGELOG.md says nothing of ${version}.`]),
		...foreign.map((file) => `${file} does not belong into the package.`),
		...NEEDED.filter((file) => !files.includes(file)).map((file) => `${file} is missing.`),
	];
}

const NEEDED = ['package.json', 'README.md', 'LICENSE', 'dist/package.json'];

/** n8n reads compiled code, codex files, output schemas and icons. */
function isOurs(file) {
	if (NEEDED.includes(file)) return true;
	return /^dist\/(nodes|credentials)\/.+\.(js|json|svg)$/.test(file);
}

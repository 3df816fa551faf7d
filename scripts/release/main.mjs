/*
 * Says whether the version in package.json may be published: node scripts/release/main.mjs <tag>
 * The publishing workflow runs it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { packedFiles } from './packedFiles.mjs';
import { obstacles } from './readiness.mjs';

const root = path.join(import.meta.dirname, '..', '..');
const read = (file) => readFileSync(path.join(root, file), 'utf8');
const found = obstacles({
	tag: process.argv[2] ?? '',
	version: JSON.parse(read('package.json')).version,
	changelog: read('CHANGELOG.md'),
	files: packedFiles(root),
});
for (const one of found) console.error(one);
process.exitCode = found.length === 0 ? 0 : 1;

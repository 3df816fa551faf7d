/**
 * n8n's scan of community packages, offline: the checks of the published scanner on the source
 * and on the packed tarball. What takes the network (provenance, the public repository) is left
 * to the publication.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const root = path.join(import.meta.dirname, '..');
const home = path.dirname(require.resolve('@n8n/scan-community-package/package.json'));
const { analyzePackage, SOURCE_FILE_PATTERNS } = await import(
	pathToFileURL(path.join(home, 'scanner', 'scanner.mjs')).href
);

const ARTIFACT_FILE_PATTERNS = ['**/*.js', 'package.json'];

async function scan(what, folder, patterns) {
	const result = await analyzePackage(folder, patterns);
	console.log(`${result.passed ? 'passed' : 'FAILED'}: ${what}`);
	if (!result.passed) console.log(result.details ?? result.message);
	return result.passed;
}

const work = mkdtempSync(path.join(tmpdir(), 'scan-'));
try {
	execFileSync('npm', ['pack', '--silent', '--pack-destination', work], { cwd: root });
	const [tarball] = readdirSync(work);
	execFileSync('tar', ['-xzf', tarball], { cwd: work });
	const passed = [
		await scan('source', root, SOURCE_FILE_PATTERNS),
		await scan('tarball', path.join(work, 'package'), ARTIFACT_FILE_PATTERNS),
	];
	process.exitCode = passed.every(Boolean) ? 0 : 1;
} finally {
	rmSync(work, { recursive: true, force: true });
}

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { packedFiles } from './packedFiles.mjs';
import { obstacles } from './readiness.mjs';

const READY = {
	tag: '0.2.0',
	version: '0.2.0',
	changelog: '# Changelog\n\n## 0.2.0\n\n- Something new.\n\n## 0.1.0\n\n- The first.\n',
	files: [
		...['package.json', 'README.md', 'LICENSE', 'dist/package.json'],
		...['dist/nodes/Personio/Personio.node.js', 'dist/nodes/Personio/Personio.node.json'],
		...['dist/nodes/Personio/personio.svg', 'dist/credentials/PersonioHrApi.credentials.js'],
	],
};

test('a version that is ready may be published', () => {
	assert.deepEqual(obstacles(READY), []);
});

for (const [what, change, said] of [
	['another tag', { tag: '0.2.1' }, ['The tag is 0.2.1, but package.json says 0.2.0.']],
	[
		'a version that the changelog does not have',
		{ tag: '0.3.0', version: '0.3.0' },
		['CHANGELOG.md says nothing of 0.3.0.'],
	],
	[
		'an empty section in the changelog',
		{ changelog: '## 0.2.0\n\n## 0.1.0\n\n- The first.\n' },
		['CHANGELOG.md says nothing of 0.2.0.'],
	],
	[
		'files that do not belong there',
		{ files: [...READY.files, '.env', 'dist/nodes/Personio/vendor.js.map', 'dist/test/days.js'] },
		[
			'.env does not belong into the package.',
			'dist/nodes/Personio/vendor.js.map does not belong into the package.',
			'dist/test/days.js does not belong into the package.',
		],
	],
	['a missing file', { files: READY.files.slice(1) }, ['package.json is missing.']],
] as const) {
	test(`${what} is in the way`, () => {
		assert.deepEqual(obstacles({ ...READY, ...change }), said);
	});
}

test('the package as it is now holds what n8n reads, and nothing else', () => {
	const files = packedFiles(join(import.meta.dirname, '..', '..'));
	assert.deepEqual(obstacles({ ...READY, files }), []);
});

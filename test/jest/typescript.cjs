const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { transformSync, version } = require('@swc/core');

/*
 * swc, which here makes CommonJS of every file: modules of jest's own kind of ES modules need a realm
 * of their own, and jest first tries an .mts as CommonJS in any case. As the ES modules that they are, the
 * simulators run under `node --test` and in the end-to-end tests. Types are checked by `npm test`, not here.
 */

const OPTIONS = {
	swcrc: false,
	configFile: false,
	sourceMaps: 'inline',
	module: { type: 'commonjs' },
	jsc: {
		target: 'es2022',
		parser: { syntax: 'typescript' },
		// jest.mock has to come before what it mocks is imported.
		transform: { hidden: { jest: true } },
	},
};

const ME = readFileSync(__filename);

module.exports = {
	process: (source, filename) =>
		transformSync(source.replaceAll('import.meta.dirname', '__dirname'), { ...OPTIONS, filename }),

	getCacheKey: (source, filename) =>
		[ME, version, filename, source]
			.reduce((hash, part) => hash.update(part).update('\0'), createHash('sha1'))
			.digest('hex'),
};

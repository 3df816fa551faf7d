const { createHash } = require('node:crypto');

/*
 * Packages that are loaded once for all test files of a worker. To jest this is a transform: what it makes
 * of a file of a package is one line that takes the file's exports from here.
 */

/** The name of the global function that loads a file of a package. */
const LOAD = 'loadSharedPackage';

module.exports = {
	/**
	 * For the time of one test file.
	 * @param loading calls what it is given, which loads a package
	 */
	handOut(loading) {
		globalThis[LOAD] = (file) => require.cache[file]?.exports ?? loading(() => require(file));
	},

	/** Takes back what a test file has set in packages. */
	reset() {
		const luxon = loaded('luxon');
		if (luxon !== undefined) {
			luxon.Settings.now = () => Date.now();
			luxon.Settings.defaultZone = 'system';
		}
		// n8n-core takes one store and no other after it; each test file has its own.
		const core = loaded('n8n-core');
		if (core !== undefined) core.DataDeduplicationService.instance = undefined;
	},

	process: (_source, file) => ({ code: `module.exports = ${LOAD}(${JSON.stringify(file)});` }),

	getCacheKey: (_source, file) => createHash('sha1').update(`${LOAD} ${file}`).digest('hex'),
};

/** @returns the exports of a package; undefined if nobody has loaded it */
function loaded(name) {
	return require.cache[require.resolve(name)]?.exports;
}

const { availableParallelism } = require('node:os');
const { join } = require('node:path');

/** These are loaded once for all test files of a worker. */
const SHARED_PACKAGES = 'fast-check|fastify|lodash|luxon|n8n-core|n8n-workflow|typescript|zod';

// The workers inherit it: what one of them has compiled of the packages, the next one need not.
process.env.NODE_COMPILE_CACHE ??= join(__dirname, '.cache', 'compiled');

/** Run by `npm test`, `npm run test:quick`, `test:generated` and `test:sometimes`. */
module.exports = {
	testEnvironment: '<rootDir>/test/jest/environment.cjs',
	// The others are where tests are related to.
	roots: ['test', 'simulators', 'nodes', 'credentials'].map((folder) => `<rootDir>/${folder}`),
	// n8n's own logger writes what the package logs; the tests look at outcomes.
	silent: true,
	// Only what hangs is to fail by it: on a busy machine everything takes its time, so no test has a
	// time of its own.
	testTimeout: 180_000,
	// Tests wait for answers now and then, so two more than there are cores; each takes up to 2 GB.
	maxWorkers: Math.min(6, availableParallelism() + 2),
	// Workers start afresh before they hold much; what they load then takes them seconds.
	workerIdleMemoryLimit: '2GB',
	testMatch: ['**/*.test.ts'],
	transform: {
		[`/node_modules/(${SHARED_PACKAGES})/`]: '<rootDir>/test/jest/packages.cjs',
		'\\.m?ts$': '<rootDir>/test/jest/typescript.cjs',
	},
	transformIgnorePatterns: [`/node_modules/(?!(${SHARED_PACKAGES})/)`],
};

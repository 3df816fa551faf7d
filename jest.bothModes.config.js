const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { parseEnv } = require('node:util');

const {
	testEnvironment,
	roots,
	testMatch,
	transform,
	transformIgnorePatterns,
	...ofTheRun
} = require('./jest.config.js');

// With one name, both modes share what jest has found and transformed.
const inAnyMode = { id: 'tests', testEnvironment, roots, transform, transformIgnorePatterns };

/**
 * Run by `npm test`: all tests, and once more the tests of vendors, with the simulated vendors doing all
 * that vendors do only sometimes. The workers take files of both modes, so packages are loaded once.
 */
module.exports = {
	...ofTheRun,
	projects: [
		{ ...inAnyMode, displayName: 'usual', testMatch },
		{
			...inAnyMode,
			displayName: 'sometimes',
			// The folders of vendors; the others use no simulated vendor.
			testMatch: ['<rootDir>/test/[A-Z]*/*.test.ts'],
			testEnvironmentOptions: {
				env: parseEnv(readFileSync(join(__dirname, 'test', 'sometimes.env'), 'utf8')),
			},
		},
	],
};

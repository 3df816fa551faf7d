/** Run by `npm run check:unit` with --experimental-vm-modules: the simulators are ES modules. */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	// n8n's own logger writes what the package logs; the tests look at outcomes.
	silent: true,
	testMatch: ['**/*.test.ts'],
	transform: {
		'\\.m?ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.jest.json', diagnostics: false }],
	},
};

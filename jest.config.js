/** Run by `npm run check:unit` with --experimental-vm-modules: the simulators are ES modules. */
module.exports = {
	testEnvironment: 'node',
	// The others are where tests are related to.
	roots: ['test', 'simulators', 'nodes', 'credentials'].map((folder) => `<rootDir>/${folder}`),
	// n8n's own logger writes what the package logs; the tests look at outcomes.
	silent: true,
	// Only what hangs is to fail by it: on a busy machine everything takes its time, so no test has a
	// time of its own.
	testTimeout: 180_000,
	// Each file loads n8n-core anew and gives little of its memory back: workers start afresh in time.
	maxWorkers: 2,
	workerIdleMemoryLimit: '1GB',
	testMatch: ['**/*.test.ts'],
	transform: {
		'\\.m?ts$': ['ts-jest', { tsconfig: '<rootDir>/test/tsconfig.jest.json', diagnostics: false }],
	},
};

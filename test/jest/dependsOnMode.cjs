const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');

/** The files that read the mode. A test imports one of them, mostly through others, if it depends on the mode. */
const MODE = [
	// What uses a simulator.
	join('simulators', 'kit', 'sometimes.mts'),
	// What is tried more or less often.
	join('test', 'support', 'fastCheck.mts'),
];

/**
 * Jest's filter of the mode _sometimes_: leaves out the test files in which nothing can differ by the
 * mode. Jest itself knows what a file imports.
 * @param testPaths the absolute paths of the test files that were asked for
 */
module.exports = async (testPaths) => {
	const jest = [require.resolve('jest/bin/jest'), '--listTests', '--findRelatedTests', ...MODE];
	const listed = execFileSync(process.execPath, jest, { cwd: root, encoding: 'utf8' });
	const related = new Set(listed.split('\n').filter((line) => line !== ''));
	if (related.size === 0) throw new Error(`No test file uses ${MODE.join(' or ')}`);
	return { filtered: testPaths.filter((path) => related.has(path)) };
};

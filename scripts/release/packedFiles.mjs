import { execFileSync } from 'node:child_process';

/**
 * The files that npm would publish.
 * @param {string} root the folder of the package, which is built
 * @returns {string[]}
 */
export function packedFiles(root) {
	const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
	const [packed] = JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8' }));
	return packed.files.map((file) => file.path);
}

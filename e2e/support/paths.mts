import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toolPath } from '../../scripts/setup.mjs';

/** The root of this package's checkout. */
export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The Node 24 binary that n8n needs; the host's own Node may be older. */
export const nodeBinary = join(projectRoot, 'node_modules', '.bin', 'node');

/** An environment whose `node`, and with it `npm`, is the Node 24 of this package. */
export const toolEnvironment: NodeJS.ProcessEnv = { ...process.env, PATH: toolPath(projectRoot) };

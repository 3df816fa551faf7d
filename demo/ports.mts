import { once } from 'node:events';
import { connect } from 'node:net';
import { freePorts } from '../e2e/support/freePorts.mts';
import { DemoError } from './errors.mts';

export interface PortWish {
	/** What the port is for, such as "the control page". */
	what: string;
	/** What the user asked for; it must be free. */
	asked: number | undefined;
	/** The default port, if it is free. */
	usual: number;
	option: string;
	say: (line: string) => void;
}

/** Chooses a port to listen on. */
export async function choosePort({ what, asked, usual, option, say }: PortWish): Promise<number> {
	const wanted = asked ?? usual;
	if (!(await isTaken(wanted))) return wanted;
	if (asked !== undefined) {
		throw new DemoError(
			`Port ${asked} is taken by another program. Choose another port for ${what} with ${option}, ` +
				`or leave ${option} out to get a free one.`,
		);
	}
	const [free = 0] = await freePorts(1);
	say(`Port ${usual} is taken by another program; ${what} gets port ${free}.`);
	return free;
}

/** Tries to connect. A server on all interfaces would not keep us from listening on one of them. */
async function isTaken(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	try {
		await once(socket, 'connect');
		return true;
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}

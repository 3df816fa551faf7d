import { shortened } from './shortened';

export = shortened(1_000);

/** The entrance of the room page: `/r/{room}` and `/embed/{room}`. */
import { RoomPage } from './page/room-page.js';
import { sdk } from './sdk.js';

const root = document.getElementById('page');
if (root) new RoomPage(root, sdk).start();

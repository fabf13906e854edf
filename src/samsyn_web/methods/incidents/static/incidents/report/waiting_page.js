/* The page of the reports that wait. */
import { adviseWhenWaiting, registerWorker } from "./install.js";
import { watchQueue } from "./waiting.js";

watchQueue(adviseWhenWaiting);
registerWorker();

-- Each device's row is written anew every half minute: room on the page keeps the new version there and the index as it is.
alter table store.device_presence set (fillfactor = 50);

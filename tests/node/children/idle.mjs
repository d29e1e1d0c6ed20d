import './monitor.mjs'

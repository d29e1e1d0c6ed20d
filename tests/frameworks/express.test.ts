import express from 'express'
import express4 from 'express4'
import { describeFramework } from './describeFramework.ts'
import { openExpress } from './expressApp.ts'

/** Its types differ in what is not called here. */
const alike = express4 as unknown as typeof express

describeFramework({ name: 'Express 4', open: (monitor) => openExpress(alike, monitor) })
describeFramework({ name: 'Express 5', open: (monitor) => openExpress(express, monitor) })

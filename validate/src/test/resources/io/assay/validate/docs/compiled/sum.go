// Package sum adds.
//
// ```go
// fmt.Println(1 + 2)
// ```
//
//	indented: it may be anything
package sum

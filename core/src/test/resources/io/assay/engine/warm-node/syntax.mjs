console.log("never")
import x from;

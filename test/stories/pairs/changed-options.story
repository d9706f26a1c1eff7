# On the way a device clamps the MSS of both SYNs and takes the window scale out of one.
server 203.0.113.9:443 ttl 54
second hops 10 delay 10
+0      C > S  SYN there-mss 1380
+20ms   S > C  SYN-ACK there-without wscale
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  ACK
+1s     S > C  RST-ACK                 @reset
+1s     end
expect @reset origin server compared client passed 3 changed 1 compared server passed 3 changed 1 changes mss changes window-scale
expect there @reset compared client passed 3 changed 1 changes mss

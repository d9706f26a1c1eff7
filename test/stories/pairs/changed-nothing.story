# Translated and counted down, as on every path: nothing of that is a change.
client 192.168.1.20:50123 ttl 64
server 203.0.113.9:443 ttl 54
second hops 10 delay 10 nat 198.51.100.7:40001
+0      C > S  SYN
+20ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 300
+20ms   S > C  ACK
+1s     S > C  RST-ACK                 @reset
+1s     end
expect @reset origin server compared client passed 3 changed 0 lostBetween 0 unseen 0 compared server passed 3 changed 0 injected 0

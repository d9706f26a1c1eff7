# The capturing host receives a reset from itself.
not-duplicable: a second interface would see it leave
client 10.0.0.2:50123 ttl 64
server 203.0.113.9:443 ttl 46
device ttl 60
+0      C > S  SYN sent
+26ms   S > C  SYN-ACK received
+0.1ms  C > S  ACK sent
+1ms    C > S  data 100 sent
+27ms   S > C  data 100 received
+0.1ms  C > S  ACK sent
+5ms    M > S  RST-ACK seq next received    @reset
+1ms    C > S  data 100 sent
expect @reset origin middlebox accusing direction life-after-reset silent mac-address

# The reset comes from another VLAN than all that the server ever sent.
link-bound: rests on the VLAN
not-duplicable: copies from two VLANs are not told apart
client 10.0.0.2:50123 ttl 64 vlan 10
server 203.0.113.9:443 ttl 46 vlan 20
device ttl 60 vlan 30
+0      C > S  SYN
+26ms   S > C  SYN-ACK
+0.1ms  C > S  ACK
+1ms    C > S  data 100
+27ms   S > C  data 100
+0.1ms  C > S  ACK
+1ms    C > S  data 100                     @data
+1ms    M > C  RST                          @reset
expect @reset origin middlebox accusing vlan ttl-shift trigger @data
